package io.weirpool.sink.postgres;

import io.weirpool.common.model.Position.LogPartition;
import io.weirpool.common.model.SqlType;
import io.weirpool.common.model.TypeKind;
import io.weirpool.common.topic.Marker;
import io.weirpool.sink.batch.PartitionBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Table {@code weirpool.progress_part}: what the markers said, which is what {@code wait_for()} reads. */
final class Progress {
    private static final List<SqlType> TYPES = List.of(
            SqlType.of(TypeKind.VARCHAR),
            SqlType.of(TypeKind.INTEGER),
            SqlType.of(TypeKind.INTEGER),
            SqlType.of(TypeKind.VARCHAR),
            SqlType.of(TypeKind.VARCHAR),
            SqlType.of(TypeKind.INTEGER),
            SqlType.of(TypeKind.BIGINT),
            SqlType.of(TypeKind.TIMESTAMPTZ));

    private static final String STORE = """
            INSERT INTO weirpool.progress_part AS p
                   (view, version, view_partition, sender, log, partition, next_offset, as_of)
            SELECT * FROM unnest(%s)
            ON CONFLICT (view, version, view_partition, sender, log, partition)
            DO UPDATE SET next_offset = EXCLUDED.next_offset, as_of = EXCLUDED.as_of
             WHERE (p.next_offset, p.as_of) IS DISTINCT FROM (EXCLUDED.next_offset, EXCLUDED.as_of)
            """.formatted(TYPES.stream()
            .map(type -> "?::" + PostgresTypes.elementType(type) + "[]")
            .collect(Collectors.joining(", ")));

    private Progress() {}

    /** Stores the last marker of each sender. */
    static void store(Connection connection, List<ClaimedBatch> batches) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        batches.forEach(claimed -> claimed.batch().markers().forEach(marker -> add(rows, claimed.batch(), marker)));
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(STORE)) {
            for (int i = 0; i < TYPES.size(); i++) {
                statement.setArray(i + 1, ColumnArrays.of(connection, TYPES.get(i), rows, i));
            }
            statement.executeUpdate();
        }
    }

    private static void add(List<@Nullable Object[]> rows, PartitionBatch batch, Marker marker) {
        for (Map.Entry<LogPartition, Long> entry :
                marker.position().nextOffsets().entrySet()) {
            LogPartition from = entry.getKey();
            rows.add(new @Nullable Object[] {
                batch.partition().view(),
                batch.partition().version(),
                batch.partition().partition(),
                marker.sender(),
                from.log(),
                from.partition(),
                entry.getValue(),
                marker.asOfMicros() == 0 ? null : (Long) marker.asOfMicros()
            });
        }
    }
}
