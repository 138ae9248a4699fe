package io.weirpool.processor.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.kafka.KafkaConfig;
import io.weirpool.common.kafka.KafkaLook;
import io.weirpool.common.kafka.LogAppender;
import io.weirpool.common.kafka.LogReader;
import io.weirpool.common.kafka.TopicSpec;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.topic.Topics;
import io.weirpool.sql.plan.PlanPrinter;
import io.weirpool.sql.plan.ViewPlan;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a flow's state looks like: which operator keeps what under which number is a matter of the plans, and these of the
 * program that compiled them. It is written down where the flow's state is, by whoever starts the flow for the first time; a
 * program whose plans of the same definitions are others must not touch that state.
 */
final class StoredLayout {
    /** How stores are laid out under the same plans, and what these share; grows when that changes. */
    private static final int FORMAT = 4;

    private StoredLayout() {}

    /**
     * Writes it down, or compares. Before the flow's first task; its topic exists. A refusal is written down as well, for
     * whoever can have the flow's views built again.
     *
     * @throws WeirpoolException {@code STATE_FORMAT_UNKNOWN} when the state is that of other plans; {@code LOG_UNAVAILABLE}
     */
    static void require(KafkaConfig kafka, Name pipeline, int flow, Collection<ViewPlan> plans) {
        String mine = of(plans);
        LogPartition about = new LogPartition(Topics.about(pipeline, flow), 0);
        Map<String, String> told = told(kafka, about);
        String there = told.get(Topics.LAYOUT_KEY);
        String refused = told.get(Topics.REFUSED_KEY);
        if (there == null) {
            tell(kafka, about, Topics.LAYOUT_KEY, mine);
        } else if (!there.equals(mine)) {
            if (!mine.equals(refused)) {
                tell(kafka, about, Topics.REFUSED_KEY, mine);
            }
            throw new WeirpoolException(
                    ErrorCode.STATE_FORMAT_UNKNOWN,
                    "its state was made by another version of Weirpool, which plans its views otherwise (%s, here %s)"
                            .formatted(there, mine));
        } else if (refused != null) {
            tell(kafka, about, Topics.REFUSED_KEY, null);
        }
    }

    private static Map<String, String> told(KafkaConfig kafka, LogPartition about) {
        try (KafkaLook look = KafkaLook.open(kafka)) {
            Map<String, String> told = new HashMap<>();
            LogReader.newest(kafka, look, about.log()).forEach((key, value) -> told.put(key, new String(value, UTF_8)));
            return told;
        }
    }

    private static void tell(KafkaConfig kafka, LogPartition about, String key, @Nullable String value) {
        try (LogAppender appender = LogAppender.open(kafka, TopicSpec.RECORD_BYTES_MAX)) {
            appender.append(about, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), Map.of());
        }
    }

    /** {@code <format>/<digest of the plans>}. */
    static String of(Collection<ViewPlan> plans) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            plans.stream()
                    .sorted(Comparator.comparing(plan -> plan.name().value()))
                    .forEach(plan -> digest.update(PlanPrinter.print(plan).getBytes(UTF_8)));
            return FORMAT + "/" + HexFormat.of().formatHex(digest.digest(), 0, Long.BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
