package io.weirpool.ingest.check;

import io.weirpool.common.codec.FieldError;
import io.weirpool.common.error.ErrorCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Counts rows and collects mistakes: all are counted, the first are kept. */
final class Mistakes {
    private final int listedMax;
    private final List<FieldError> listed = new ArrayList<>();
    private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    private long found;
    private long badRows;
    private long rows;

    Mistakes(int listedMax) {
        this.listedMax = listedMax;
    }

    /** A row more; the mistakes that follow are its. */
    void countRow(int rowsMax) throws Rejection {
        rows++;
        if (rows > rowsMax) {
            throw new Rejection(ErrorCode.TOO_LARGE, "there are more than %,d rows".formatted(rowsMax), List.of(), 0);
        }
    }

    /** The mistakes of one row, at least one. */
    void addRow(List<FieldError> errors) {
        badRows++;
        for (FieldError error : errors) {
            found++;
            codes.add(error.code());
            if (listed.size() < listedMax) {
                listed.add(error);
            }
        }
    }

    /** Rows counted so far. */
    long rows() {
        return rows;
    }

    boolean isEmpty() {
        return found == 0;
    }

    /** The first ones. */
    List<FieldError> listed() {
        return listed;
    }

    /** Rows that have some. */
    long badRows() {
        return badRows;
    }

    /** {@code goodRows}: those that are taken all the same; 0 for none. */
    void rejectIfAny(int goodRows) throws Rejection {
        if (found > 0 && goodRows == 0) {
            String where = rows == 1 ? "the row" : "%,d of %,d rows".formatted(badRows, rows);
            String detail = where + " cannot be taken, so nothing was stored: "
                    + listed.get(0).detail();
            throw new Rejection(code(), detail, listed, found);
        }
    }

    /** What cannot even be read comes before what does not fit; one kind alone is named, several are a row invalid. */
    private ErrorCode code() {
        for (ErrorCode code : codes) {
            if (code.status() == 400 || code.status() == 413) {
                return code;
            }
        }
        return codes.size() == 1 ? codes.iterator().next() : ErrorCode.ROW_INVALID;
    }
}
