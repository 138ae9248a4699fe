package io.weirpool.app.operate;

import io.weirpool.common.catalog.Revision;
import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import io.weirpool.common.model.Name;
import java.util.function.Function;

/**
 * A change of the newest revision. Housekeeping appends revisions, too, that want the same and only let versions go which
 * nobody needs: nobody has to be told of those, and the change is made on top of them.
 */
final class OnNewest {
    /** Housekeeping comes round each five seconds; more conflicts in a row are no accident. */
    private static final int TRIES_MAX = 5;

    private OnNewest() {}

    /** @throws WeirpoolException {@code CATALOG_CONFLICT} when somebody else wants something else since */
    static <T> T change(Catalog catalog, Name pipeline, Function<Revision, T> change) {
        Revision current = catalog.newest(pipeline);
        for (int tries = 1; ; tries++) {
            try {
                return change.apply(current);
            } catch (WeirpoolException e) {
                Revision newer = catalog.newest(pipeline);
                if (e.code() != ErrorCode.CATALOG_CONFLICT || tries == TRIES_MAX || !wantsTheSame(current, newer)) {
                    throw e;
                }
                current = newer;
            }
        }
    }

    private static boolean wantsTheSame(Revision before, Revision now) {
        return now.pipeline().equals(before.pipeline())
                && now.files().equals(before.files())
                && now.sources().equals(before.sources())
                && now.views().equals(before.views());
    }
}
