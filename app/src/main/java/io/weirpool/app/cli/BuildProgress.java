package io.weirpool.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weirpool.app.operate.OperateClient;
import io.weirpool.app.operate.ServerRefusal;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Tells how versions are built until they are live: records read, rate, time left, and what they wait for. */
final class BuildProgress {
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int LOOKS_A_LINE = 4;

    private final OperateClient client;
    private final PrintWriter out;
    private final Map<String, Long> before = new TreeMap<>();
    private long beforeNanos;
    private boolean away;

    BuildProgress(OperateClient client, PrintWriter out) {
        this.client = client;
        this.out = out;
    }

    /**
     * Waits for all of them. A server that does not answer meanwhile is asked again: versions are built without it.
     *
     * @param wanted number of the version of each view
     * @return whether all are live
     */
    boolean await(Map<String, Integer> wanted, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        for (int look = 0; System.nanoTime() < deadline; look++) {
            JsonNode versions = versions();
            if (wanted.entrySet().stream().allMatch(w -> isLive(versions, w.getKey(), w.getValue()))) {
                return true;
            }
            if (look % LOOKS_A_LINE == LOOKS_A_LINE - 1) {
                print(versions, wanted);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
        return false;
    }

    /** Empty while the server is away, which is told once. */
    private JsonNode versions() {
        try {
            JsonNode versions = client.versions();
            away = false;
            return versions;
        } catch (ServerRefusal e) {
            if (!e.isSilence()) {
                throw e;
            }
            if (!away) {
                away = true;
                out.println(e.getMessage());
                out.println("the build goes on without it; waiting for it to come back");
                out.flush();
            }
            return MissingNode.getInstance();
        }
    }

    private static boolean isLive(JsonNode versions, String view, int version) {
        for (JsonNode one : versions) {
            if (is(one, view, version)) {
                return one.path("state").asText().equals("live");
            }
        }
        return false;
    }

    private static boolean is(JsonNode one, String view, int version) {
        return one.path("view").asText().equals(view) && one.path("version").asInt() == version;
    }

    private void print(JsonNode versions, Map<String, Integer> wanted) {
        long now = System.nanoTime();
        double seconds = (now - beforeNanos) / 1e9;
        for (JsonNode one : versions) {
            String view = one.path("view").asText();
            if (!is(one, view, wanted.getOrDefault(view, -1))
                    || one.path("state").asText().equals("live")) {
                continue;
            }
            long done = one.path("records_done").asLong();
            Long last = before.put(view, done);
            out.println(line(one, done, last == null ? 0 : (done - last) / seconds));
        }
        out.flush();
        beforeNanos = now;
    }

    /** {@code perSecond} 0 while no rate is known. */
    static String line(JsonNode one, long done, double perSecond) {
        long left = one.path("records").asLong() - done;
        String rate = perSecond > 0 ? ", %,.0f a second, %,.0f s left".formatted(perSecond, left / perSecond) : "";
        String waits =
                one.has("waits_for") ? "; waits: " + one.path("waits_for").asText() : "";
        return "%s version %d: %,d of %,d records%s%s"
                .formatted(
                        one.path("view").asText(),
                        one.path("version").asInt(),
                        done,
                        one.path("records").asLong(),
                        rate,
                        waits);
    }
}
