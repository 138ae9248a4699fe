package io.weirpool.common.catalog;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What identifies a row of a view. Closed: it decides the form of view topic records and the primary key of the table,
 * and both sides must know every case.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "by")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ViewKey.Columns.class, name = "columns"),
    @JsonSubTypes.Type(value = ViewKey.RowHash.class, name = "row-hash"),
    @JsonSubTypes.Type(value = ViewKey.LogPosition.class, name = "log-position")
})
public sealed interface ViewKey {
    /** Columns of the view, by index; at most one row has the same values, NULL being a value like others. */
    record Columns(List<Integer> indexes) implements ViewKey {
        public Columns {
            indexes = List.copyOf(indexes);
        }
    }

    /** A bag: the topic key is a hash of the row, and the record says how often the row occurs. */
    record RowHash() implements ViewKey {}

    /** An append-only bag: the topic key is [partition, offset, index] of the command the row came from. */
    record LogPosition() implements ViewKey {}
}
