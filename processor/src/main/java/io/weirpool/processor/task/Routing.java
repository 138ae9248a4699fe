package io.weirpool.processor.task;

import io.weirpool.common.kafka.KeyPartition;
import io.weirpool.sql.plan.Broadcast;
import io.weirpool.sql.plan.Plan;
import java.util.OptionalInt;

/** Which tasks a row is sent to, and under which key it arrives there. */
enum Routing {
    /** To the task of its key: where all are that must meet it. */
    BY_KEY,
    /** To any one task, always the same of one row, as what it meets is everywhere. */
    SPREAD,
    /** To all tasks. */
    BROADCAST;

    /** Rows of a join without keys all have this one. */
    private static final byte[] NO_KEY = {};

    /** Takes a row on its way. */
    @FunctionalInterface
    interface Target {
        void send(int partition, byte[] key);
    }

    static Routing of(Stage stage, int port) {
        if (!(stage instanceof Stage.Rows rows && rows.plan() instanceof Plan.Join join)) {
            return BY_KEY;
        }
        OptionalInt everywhere = Broadcast.input(join);
        if (everywhere.isEmpty()) {
            return BY_KEY;
        }
        return everywhere.getAsInt() == port ? BROADCAST : SPREAD;
    }

    /** Sends a row with the key that its half before the hop gave it. */
    void send(byte[] key, int partitions, Target target) {
        switch (this) {
            case BY_KEY -> target.send(KeyPartition.of(key, partitions), key);
            case SPREAD -> target.send(KeyPartition.of(key, partitions), NO_KEY);
            case BROADCAST -> {
                for (int partition = 0; partition < partitions; partition++) {
                    target.send(partition, NO_KEY);
                }
            }
        }
    }
}
