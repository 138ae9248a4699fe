package io.weirpool.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.weirpool.bench.load.Shot;
import io.weirpool.bench.load.Shot.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PostsTest {
    private static final Pattern KEY = Pattern.compile("Idempotency-Key: (.*)\r\n");

    @Test
    void eitherPostOfARepeatedCommandMayFindTheOtherOnItsWay() {
        Posts posts = new Posts(1, 10, 5, 7);
        Map<String, Integer> sent = new HashMap<>();
        for (long number = 0; number < 1_000; number++) {
            key(posts.shot(number)).ifPresent(key -> sent.merge(key, 1, Integer::sum));
        }
        assertThat(sent).containsValue(2);
        for (long number = 100; number < 900; number++) {
            Shot shot = posts.shot(number);
            key(shot)
                    .ifPresent(key -> assertThat(shot.kind())
                            .as(key)
                            .isEqualTo(sent.getOrDefault(key, 0) == 2 ? Kind.ONE_OF_TWO : Kind.NORMAL));
        }
    }

    private static Optional<String> key(Shot shot) {
        Matcher matcher = KEY.matcher(new String(shot.bytes(), US_ASCII));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
