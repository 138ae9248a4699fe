package io.weirpool.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class LiveTreeTextTest {
    private static final String ANSWER = """
        {"view":"n","version":2,"flow":7,"processes":%s,"partitions":4,
         "tree":{"kind":"table","text":"table n, one row","level":1,"keeps":[],"inputs":[
           {"kind":"operator","text":"aggregate","level":1,"stage":0%s,"keeps":["a count"],"inputs":[
             {"kind":"source","text":"scan stream s (a)","level":0,"keeps":[],"inputs":[]}]}]},
         "levels":[{"level":0,"tasks":4,"state_bytes":12,"views":["n"]},{"level":1,"tasks":4,"state_bytes":3456,"views":["n","m"]}]}
        """;

    @Test
    void countsStandBehindTheirOperators() throws JsonProcessingException {
        assertThat(text("1", ",\"in\":12345,\"out\":6"))
                .startsWith("n, version 2, flow 7\n")
                .contains("[0] aggregate: 12,345 in, 6 out\n", "level 1  4 tasks: n, m\n")
                .endsWith("State in Kafka: logs 12 bytes, level 1 3,456 bytes\n"
                        + "Counts are of one process, since the flow began, up to some seconds ago.\n");
        assertThat(text("3", "")).contains("Counts are of 3 processes, since");
    }

    @Test
    void whereNothingIsCountedItSaysSo() throws JsonProcessingException {
        assertThat(text("0", "")).contains("[0] aggregate\n").endsWith("No processor has told its counts yet.\n");
    }

    private static String text(String here, String counts) throws JsonProcessingException {
        return LiveTreeText.of(new ObjectMapper().readTree(ANSWER.formatted(here, counts)));
    }
}
