package io.weirpool.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weirpool.common.catalog.Revision;
import io.weirpool.common.catalog.Source;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import io.weirpool.ingest.http.Problem;
import io.weirpool.ingest.http.ProblemException;
import io.weirpool.ingest.http.Request;
import io.weirpool.ingest.http.RequestContext;
import io.weirpool.ingest.http.Response;
import io.weirpool.ingest.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients that are not {@code weirpool apply} may send. */
class ApplyRouteTest {
    private final Route route = new ApplyRoute(new Apply(new NothingApplied())).route();

    /** Bad requests change nothing. */
    private static final class NothingApplied implements Catalog {
        @Override
        public Revision newest(Name pipeline) {
            return Revision.empty(pipeline);
        }

        @Override
        public void createLogs(Name pipeline, List<Source> sources) {
            throw new AssertionError("logs of " + sources);
        }

        @Override
        public Map<String, List<Long>> ends(Name pipeline, List<Source> sources) {
            throw new AssertionError("ends of " + sources);
        }

        @Override
        public Map<String, Long> bytes(Name pipeline) {
            return Map.of();
        }

        @Override
        public void append(Revision revision) {
            throw new AssertionError(revision);
        }
    }

    private Response post(String body) throws Exception {
        Request request = new Request(
                "POST",
                "/v1/operate/apply",
                Map.of(),
                List.of(),
                name -> List.of(),
                body.getBytes(StandardCharsets.UTF_8),
                new RequestContext("r1", "00-0-0-00", "0"));
        return ((Route.BlockingHandler) route.handler()).handle(request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                              | /pipeline      | the field pipeline is missing or no text
        {"pipeline": 3}                                                 | /pipeline      | the field pipeline is missing or no text
        {"pipeline": "a", "filez": []}                                  | ``             | there is no field "filez"; did you mean "files"?
        {"pipeline": "a", "files": []}                                  | /files         | the field files is missing or empty
        {"pipeline": "a", "files": "x"}                                 | /files         | the field files is missing or empty
        {"pipeline": "a", "files": [3]}                                 | /files/0       | an object is wanted
        {"pipeline": "a", "files": [{"path": "a.sql"}]}                 | /files/0/text  | the field text is missing or no text
        {"pipeline": "a", "files": [{"path": "", "text": ""}]}          | /files/0/path  | the path "" is no file name, or is there twice
        {"pipeline": "a", "files": [{"path": "/etc/a", "text": ""}]}    | /files/0/path  | the path "/etc/a" is no file name, or is there twice
        {"pipeline": "a", "files": [{"path": "b", "text": ""}, {"path": "b", "text": ""}]} | /files/1/path | the path "b" is no file name, or is there twice
        {"pipeline": "a", "files": [{"path": "b", "text": "-- \\ud800"}]} | /files/0/text | half of a surrogate pair, which is no character
        []                                                              | ``             | an object is wanted
        """)
    void aMemberThatIsNotWantedIsNamed(String body, String pointer, String detail) {
        Problem problem = problem(body);
        assertThat(problem.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
        assertThat(problem.detail()).isEqualTo(detail);
        assertThat(problem.errors())
                .singleElement()
                .matches(error -> error.pointer().equals(pointer));
    }

    @ParameterizedTest // B22, B23, B25, B26
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        nope                                   | 1:1
        {"pipeline": "a"                       | 1:17
        {"pipeline": "a"} {}                   | 1:19
        {"pipeline": "a", "pipeline": "b"}     | 1:29
        {"pipeline": "a", /* x */ "files": []} | 1:19
        """)
    void whatIsNotJsonIsRefusedWithItsPlace(String body, String place) {
        Problem problem = problem(body);
        assertThat(problem.code()).isEqualTo(ErrorCode.MALFORMED_JSON);
        assertThat(problem.errors())
                .singleElement()
                .extracting(error -> error.line() + ":" + error.column())
                .isEqualTo(place.strip());
    }

    @Test
    void anEmptyBodyIsRefused() { // B1
        assertThat(catchThrowableOfType(WeirpoolException.class, () -> post("")).code())
                .isEqualTo(ErrorCode.EMPTY_BODY);
    }

    @Test
    void mistakesInDefinitionsHaveTheFormThatCheckPrints() throws Exception {
        Response answer = post("{\"pipeline\": \"a\", \"files\": [{\"path\": \"b.sql\", \"text\": \"DROP TABLE x\"}]}");
        assertThat(answer.status()).isEqualTo(422);
        JsonNode error = new ObjectMapper()
                .readTree(((Response.Whole) answer.body()).bytes())
                .at("/errors/0");
        assertThat(error.fieldNames())
                .toIterable()
                .containsExactly("code", "path", "line", "column", "detail", "remedy");
        assertThat(error.path("detail").asText()).isEqualTo("the reserved word DROP is not expected here");
    }

    private Problem problem(String body) {
        return catchThrowableOfType(ProblemException.class, () -> post(body)).problem();
    }
}
