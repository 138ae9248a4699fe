package io.weirpool.ingest.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Source;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.ingest.check.RecentIds.Claim;
import io.weirpool.ingest.check.RecentIds.End;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    private static final Source HIT = source("hit", Map.of());
    private static final Source QUICK = source("quick", Map.of("idempotency", "1 second"));
    private static final long DAY = 86_400_000;

    private final RecentIds recent = new RecentIds(2);

    private static Source source(String name, Map<String, String> options) {
        RowType columns = RowType.of(Column.of("id", SqlType.of(TypeKind.BIGINT)));
        return new Source(new Name(name), Source.Kind.STREAM, columns, List.of(), List.of(), 1, options);
    }

    private static List<Claim> said(String id, long content) {
        return List.of(new Claim("key\n" + id, content));
    }

    @Test
    void repeatOfWhatIsOnItsWayIsRefused() { // B61
        recent.begin(HIT, said("a", 1), 0);
        assertThatThrownBy(() -> recent.begin(HIT, said("a", 1), 1)).hasMessageContaining("the id \"a\" is on its way");
    }

    @Test
    void repeatOfWhatIsDoneIsTaken() {
        recent.begin(HIT, said("a", 1), 0);
        recent.end(HIT, said("a", 1), End.PERHAPS_STORED);
        assertThatCode(() -> recent.begin(HIT, said("a", 1), 1)).doesNotThrowAnyException();
    }

    @Test
    void otherContentOfWhatMayBeStoredIsRefused() {
        recent.begin(HIT, said("a", 1), 0);
        recent.end(HIT, said("a", 1), End.PERHAPS_STORED);
        assertThatThrownBy(() -> recent.begin(HIT, said("a", 2), 1)).hasMessageContaining("another command");
    }

    @Test
    void idOfWhatIsNotStoredIsFree() {
        recent.begin(HIT, said("a", 1), 0);
        recent.end(HIT, said("a", 1), End.NOTHING_STORED);
        assertThatCode(() -> recent.begin(HIT, said("a", 2), 1)).doesNotThrowAnyException();
    }

    @Test
    void whatMayBeStoredStaysSoWhenItsRepeatIsNot() {
        recent.begin(HIT, said("a", 1), 0);
        recent.end(HIT, said("a", 1), End.PERHAPS_STORED);
        recent.begin(HIT, said("a", 1), 1);
        recent.end(HIT, said("a", 1), End.NOTHING_STORED); // too much was on its way
        assertThatThrownBy(() -> recent.begin(HIT, said("a", 2), 2)).hasMessageContaining("another command");
        assertThatCode(() -> recent.begin(HIT, said("a", 1), 2)).doesNotThrowAnyException();
    }

    @Test
    void requestThatIsRefusedClaimsNothing() {
        recent.begin(HIT, said("a", 1), 0);
        assertThatThrownBy(() -> recent.begin(HIT, List.of(new Claim("b", 1), new Claim("key\na", 1)), 1))
                .hasMessageContaining("on its way");
        assertThatCode(() -> recent.begin(HIT, List.of(new Claim("b", 2)), 2)).doesNotThrowAnyException();
    }

    @Test
    void sourcesHaveIdsOfTheirOwn() {
        recent.begin(HIT, said("a", 1), 0);
        assertThatCode(() -> recent.begin(QUICK, said("a", 2), 1)).doesNotThrowAnyException();
    }

    @Test
    void idIsFreeAfterTheWindowOfItsSource() {
        recent.begin(HIT, said("a", 1), 0);
        recent.begin(QUICK, said("a", 1), 0);
        assertThatCode(() -> recent.begin(QUICK, said("a", 2), 1_000)).doesNotThrowAnyException();
        assertThatThrownBy(() -> recent.begin(HIT, said("a", 2), DAY - 1)).hasMessageContaining("another command");
    }

    @Test
    void oldestAreForgottenWhenThereAreTooMany() {
        recent.begin(HIT, said("a", 1), 0);
        recent.begin(HIT, said("b", 1), 0);
        recent.begin(HIT, said("c", 1), 0);
        assertThatCode(() -> recent.begin(HIT, said("a", 2), 1)).doesNotThrowAnyException();
    }
}
