package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.codec.JsonRows.Parsed;
import io.weirpool.common.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** NDJSON. Lines end with LF or CR LF, the last one need not; blank ones are passed over but counted for places. */
final class LineReader implements RowReader {
    private final RowForms forms;
    private final byte[] text;
    private final int lineBytesMax;
    private int at;
    private int line;

    LineReader(RowForms forms, byte[] text, int lineBytesMax) {
        this.forms = forms;
        this.text = text;
        this.lineBytesMax = lineBytesMax;
    }

    @Override
    public @Nullable Parsed next() {
        Parsed row = null;
        while (row == null && at < text.length) {
            row = writtenLine();
            if (row == null) {
                row = otherLine();
            }
        }
        return row;
    }

    /** The line here, when it is a row as the log holds it, whose end is the line's. Else null, and the line is still here. */
    private @Nullable Parsed writtenLine() {
        int to = (int) Math.min(text.length, at + (long) lineBytesMax);
        Parsed row = forms.readWritten(text, at, to);
        if (row == null) {
            return null;
        }
        int end = forms.writtenEnd();
        if (end < to && text[end] == '\r') {
            end++;
        }
        if (end < text.length && text[end] != '\n') {
            return null;
        }
        at = end + 1;
        line++;
        return row;
    }

    /** The line here, unless it is blank. */
    private @Nullable Parsed otherLine() {
        int start = at;
        int end = endOfLine();
        at = end + 1;
        line++;
        return isBlank(start, end) ? null : read(start, end);
    }

    private int endOfLine() {
        int end = at;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    /** Seen at the first byte of nearly every line. */
    private boolean isBlank(int start, int end) {
        int next = start;
        while (next < end && Text.isBlank(text[next])) {
            next++;
        }
        return next == end;
    }

    private Parsed read(int start, int end) {
        if (end - start > lineBytesMax) {
            forms.none();
            String detail = "the line has %,d bytes, at most %,d are taken".formatted(end - start, lineBytesMax);
            return new Parsed(null, List.of(new FieldError("", line, 0, ErrorCode.TOO_LARGE, detail)), false);
        }
        return forms.readOther(text, start, end, line, "");
    }

    @Override
    public byte @Nullable [] written() {
        return forms.lastWritten();
    }

    @Override
    public FieldError inLastRow(FieldError mistake) {
        return new FieldError(mistake.pointer(), line, 0, mistake.code(), mistake.detail());
    }

    @Override
    public void close() {}
}
