package io.weirpool.ingest.http;

import io.weirpool.common.error.ErrorCode;
import io.weirpool.ingest.limit.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;

/**
 * A connection that gives a client so long to send its headers. Jetty's idle time-out begins again with each byte, so a
 * client that sends one now and then would hold its connection for ever.
 *
 * <p>A client that drips is told 408 when its next byte comes, one that has stopped when the connection is idle too
 * long; both on the thread that reads the connection, so nothing else is writing to it.
 *
 * <p>Between two requests it waits in the selector at once. Jetty hands a connection whose answer was written by another
 * thread than its reader's, as ours are when Kafka has acknowledged, to a thread of its pool to look for the next request:
 * to be woken, to find nothing, since the client has only just been answered, and to wait in the selector then.
 */
final class DeadlineConnection extends HttpConnection {
    private final Limits limits;
    private final Executor goingOn = this::goOn;

    private DeadlineConnection(HttpConfiguration http, Connector connector, EndPoint endPoint, Limits limits) {
        super(http, connector, endPoint);
        this.limits = limits;
    }

    /** Jetty asks for it when a request is over, to go on with this connection. */
    @Override
    protected Executor getExecutor() {
        return goingOn;
    }

    private void goOn(Runnable task) {
        boolean betweenRequests = task == this && getParser().isStart() && isRequestBufferEmpty();
        if (betweenRequests) {
            HandOver.soon(this::fillInterested); // wakes the selector
        } else { // more of the next request is here already, or this was the last
            super.getExecutor().execute(task);
        }
    }

    @Override
    public void onFillable() {
        if (withinHeaders()
                && NanoTime.millisSince(getParser().getBeginNanoTime())
                        > limits.headerTime().toMillis()) {
            refuse();
        } else {
            super.onFillable();
        }
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        if (withinHeaders()) {
            refuse();
            return false;
        }
        return super.onIdleExpired(timeout);
    }

    /** Some of a request is here, but not all of its headers. */
    private boolean withinHeaders() {
        return getParser().inHeaderState() && !getParser().isStart();
    }

    private void refuse() {
        EndPoint endPoint = getEndPoint();
        endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(answer()));
    }

    private static byte[] answer() {
        Problem problem = Problem.of(ErrorCode.REQUEST_TIMEOUT, "the headers came too slowly");
        Response response = Problems.of(problem, RequestContext.begin(null));
        byte[] body = ((Response.Whole) response.body()).bytes();
        String head = "HTTP/1.1 408 Request Timeout\r\nContent-Type: application/problem+json\r\nConnection: close\r\n"
                + "Content-Length: " + body.length + "\r\n\r\n";
        return (head + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    /** Makes them, in place of Jetty's own. */
    static final class Factory extends HttpConnectionFactory {
        private final Limits limits;

        Factory(HttpConfiguration http, Limits limits) {
            super(http);
            this.limits = limits;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            DeadlineConnection connection = new DeadlineConnection(getHttpConfiguration(), connector, endPoint, limits);
            return configure(connection, connector, endPoint);
        }
    }
}
