package io.weirpool.ingest.http;

import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The headers of a request as Jetty read them. An empty value is a value: who sends one may mean something by it. */
record ReceivedHeaders(HttpFields fields) implements Request.Headers {
    @Override
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.is(name))
                .map(field -> field.getValue() == null ? "" : field.getValue())
                .toList();
    }

    @Override
    public List<String> names() {
        return fields.stream().map(HttpField::getName).toList();
    }
}
