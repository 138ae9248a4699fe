package io.weirpool.ingest.http;

import io.weirpool.ingest.limit.ByteBudget;
import io.weirpool.ingest.limit.Limits;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's entry: each request becomes an {@link Exchange}. */
final class RequestHandler extends Handler.Abstract {
    private final Surroundings surroundings;

    RequestHandler(
            RouteTable routes,
            Guard guard,
            QuotaGate quota,
            Limits limits,
            ByteBudget bodies,
            Executor blocking,
            Executor server,
            RequestLog log) {
        Executor answers = new HandOver(server);
        this.surroundings =
                new Surroundings(routes, guard, quota, limits, bodies, new PiecePool(), blocking, answers, log);
    }

    /**
     * What all exchanges share.
     *
     * @param pieces memory outside the heap for large bodies
     * @param blocking lends threads that may wait
     * @param answers runs what must leave the caller's thread, but does not wait
     */
    record Surroundings(
            RouteTable routes,
            Guard guard,
            QuotaGate quota,
            Limits limits,
            ByteBudget bodies,
            PiecePool pieces,
            Executor blocking,
            Executor answers,
            RequestLog log) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        new Exchange(surroundings, request, response, callback).begin();
        return true;
    }
}
