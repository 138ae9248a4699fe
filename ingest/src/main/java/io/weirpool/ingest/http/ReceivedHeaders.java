package io.weirpool.ingest.http;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/** The headers of a request as Jetty read them. An empty value is a value: who sends one may mean something by it. */
record ReceivedHeaders(HttpFields fields) implements Request.Headers {
    @Override
    public List<String> all(String name) {
        List<String> values = List.of();
        for (HttpField field : fields) { // asked many times of each request, and mostly not there
            if (field.is(name)) {
                String value = field.getValue() == null ? "" : field.getValue();
                values = values.isEmpty() ? List.of(value) : more(values, value);
            }
        }
        return values;
    }

    private static List<String> more(List<String> values, String value) {
        List<String> all = new ArrayList<>(values);
        all.add(value);
        return all;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>(fields.size());
        for (HttpField field : fields) {
            names.add(field.getName());
        }
        return names;
    }
}
