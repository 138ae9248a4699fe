package io.weirpool.processor.task;

import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.sql.plan.Broadcast;
import io.weirpool.sql.plan.Plan;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** Which tasks a row is sent to, and under which key it arrives there. */
@FunctionalInterface
interface Routing {
    /** To the task of its key: where all are that must meet it. */
    Routing BY_KEY = by(UnaryOperator.identity());

    /** To any one task, always the same of one row, as what it meets is everywhere. */
    Routing SPREAD = (key, partitions, target) -> target.send(KeyPartition.of(key, partitions), Target.NO_KEY);

    /** To all tasks. */
    Routing BROADCAST = (key, partitions, target) -> {
        for (int partition = 0; partition < partitions; partition++) {
            target.send(partition, Target.NO_KEY);
        }
    };

    /** Takes a row on its way. */
    @FunctionalInterface
    interface Target {
        /** Rows of a join without keys all have this one. */
        byte[] NO_KEY = {};

        void send(int partition, byte[] key);
    }

    /** Sends a row with the key that its half before the hop gave it. */
    void send(byte[] key, int partitions, Target target);

    /** To the task of a part of its key. */
    private static Routing by(UnaryOperator<byte[]> part) {
        return (key, partitions, target) -> target.send(KeyPartition.of(part.apply(key), partitions), key);
    }

    static Routing of(Stage stage, int port) {
        if (stage instanceof Stage.Groups groups) {
            return groups.sliced().map(sliced -> by(sliced::place)).orElse(BY_KEY);
        }
        if (!(stage instanceof Stage.Rows rows && rows.plan() instanceof Plan.Join join)) {
            return BY_KEY;
        }
        OptionalInt everywhere = Broadcast.input(join);
        if (everywhere.isEmpty()) {
            return BY_KEY;
        }
        return everywhere.getAsInt() == port ? BROADCAST : SPREAD;
    }
}
