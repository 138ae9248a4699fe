package io.weirpool.sink.testing;

import io.weirpool.common.catalog.View;
import io.weirpool.common.catalog.ViewKey;
import io.weirpool.common.model.Column;
import io.weirpool.common.model.Name;
import io.weirpool.common.model.RowType;
import java.util.List;

/** Views over one source {@code s}. */
public final class TestViews {
    public static final Name PIPELINE = new Name("p");

    private TestViews() {}

    public static View view(String name, ViewKey key, int partitions, Column... columns) {
        return new View(
                new Name(name),
                1,
                1,
                "SELECT ...",
                RowType.of(columns),
                key,
                List.of(),
                partitions,
                List.of(new View.Input(new Name("s"), partitions, false)));
    }

    public static ViewKey.Columns by(Integer... columns) {
        return new ViewKey.Columns(List.of(columns));
    }
}
