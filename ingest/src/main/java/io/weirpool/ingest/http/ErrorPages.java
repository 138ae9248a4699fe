package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.common.error.WeirpoolException;
import java.util.List;

/** {@code /errors/{slug}}: what the {@code type} of a problem points to, also without the internet. */
public final class ErrorPages {
    public List<Route> routes() {
        return List.of(Route.now("/errors/{slug}", request -> page(request.pathParameter("slug"))));
    }

    private static Response page(String slug) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.slug().equals(slug)) {
                return Response.text(
                        200,
                        "%s (%s, HTTP %d)%n%n%s%n"
                                .formatted(Problems.title(code), code.slug(), code.status(), code.remedy()));
            }
        }
        throw new WeirpoolException(ErrorCode.NOT_FOUND, "no error is called \"" + Shown.cut(slug) + "\"");
    }
}
