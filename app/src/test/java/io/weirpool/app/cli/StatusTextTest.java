package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void whatIsWrongComesBeforeTheTables() throws IOException {
        String json = """
            {"pipeline":"main","revision":2,"healthy":false,"problems":["view n is behind: database: locked"],
             "sources":[{"name":"sale","kind":"stream","partitions":4,"records":12345,"records_per_second":1500.0,
                         "bytes":3145728,"kept_seconds":null}],
             "views":[{"name":"n","version":2,"state":"live","flow":1,"lag_records":1234,"freshness_seconds":61.2,
                       "records_per_second":0.0,"dead_letters":0,"open_errors":1,
                       "behind":{"where":"database","why":"locked","stopped":true}}],
             "flows":[{"number":1,"processors":1,"state_bytes":100,"views":["n"]}],
             "processes":[{"role":"sink","client":"main.sink","host":"127.0.0.1","partitions":5}]}
            """;

        assertThat(StatusText.of(new ObjectMapper().readTree(json)))
                .containsExactly(
                        "pipeline main, revision 2: NOT HEALTHY",
                        "  ! view n is behind: database: locked",
                        "",
                        "SOURCE  KIND    PARTITIONS  RECORDS  RECORDS/S  SIZE     KEPT",
                        "sale    stream  4           12,345   1,500.0    3.0 MiB  for ever",
                        "",
                        "VIEW  STATE  LAG    FRESHNESS  RECORDS/S  DEAD  ERRORS  WAITS FOR",
                        "n v2  live   1,234  61.2 s     0.0        0     1       database: locked",
                        "",
                        "FLOW  PROCESSORS  STATE  VIEWS",
                        "1     1           100 B  n",
                        "",
                        "PROCESS  PARTITIONS  HOST       CLIENT",
                        "sink     5           127.0.0.1  main.sink");
    }
}
