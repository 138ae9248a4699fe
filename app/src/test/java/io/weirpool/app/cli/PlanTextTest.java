package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What people read of a plan, and of versions that are being built. */
class PlanTextTest {
    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void aPlanTellsWhatChangesAndWhatItCostsAndWhatDoesNot() throws IOException {
        JsonNode plan = json("""
            {'revision': 4, 'applicable': true,
             'sources': [{'name': 'sale', 'change': 'replaced', 'difference': '    + note VARCHAR'},
                         {'name': 'city', 'change': 'dropped', 'difference': ''}],
             'views': [{'name': 'per_city', 'change': 'replaced', 'difference': '    - a\\n    + b',
                        'records': 1200000, 'seconds': 60, 'state_bytes': 1048576, 'disk_bytes': 3145728},
                       {'name': 'large', 'change': 'unchanged', 'difference': ''},
                       {'name': 'small', 'change': 'unchanged', 'difference': ''}]}
            """);

        assertThat(PlanText.lines(plan))
                .containsExactly(
                        "replaced  source sale",
                        "    + note VARCHAR",
                        "dropped   source city",
                        "    (its log stays in Kafka)",
                        "replaced  view per_city, built from 1,200,000 records: about 60 s, 1.0 MiB of state, 3.0 MiB"
                                + " of disk",
                        "    - a",
                        "    + b",
                        "unchanged view large, small");
    }

    @Test
    void aRefusedSourceHasTheWayOut() throws IOException {
        JsonNode plan = json("""
            {'revision': 4, 'applicable': false, 'views': [],
             'sources': [{'name': 'sale', 'change': 'refused', 'difference': '    - amount BIGINT'}]}
            """);

        assertThat(PlanText.lines(plan))
                .contains("refused   source sale", "    - amount BIGINT")
                .last()
                .asString()
                .contains("wider types", "under a new name");
    }

    @Test
    void anEmptyPlanSaysSo() throws IOException {
        assertThat(PlanText.lines(json("{'revision': 4, 'sources': [], 'views': []}")))
                .containsExactly("nothing would change: the catalog is at revision 4");
    }

    @Test
    void progressHasRateAndTimeLeftAndWhatItWaitsFor() throws IOException {
        JsonNode version = json("{'view': 'v', 'version': 2, 'records': 5000, 'waits_for': 'a lock'}");

        assertThat(BuildProgress.line(version, 1_000, 0))
                .isEqualTo("v version 2: 1,000 of 5,000 records; waits: a lock");
        assertThat(BuildProgress.line(version, 1_000, 400))
                .isEqualTo("v version 2: 1,000 of 5,000 records, 400 a second, 10 s left; waits: a lock");
    }
}
