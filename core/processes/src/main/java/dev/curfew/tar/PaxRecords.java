package dev.curfew.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The contents of a POSIX extended header: lines with a length, a key and a value.
 *
 * @param values the values by their keys; an empty value cancels the global one
 */
record PaxRecords(Map<String, String> values) {

    static final PaxRecords NONE = new PaxRecords(Map.of());

    private static final int LONGEST_LENGTH = 7;

    private static final Pattern TIME = Pattern.compile("(-?)(\\d{1,17})(?:\\.(\\d*))?");

    PaxRecords {
        values = Map.copyOf(values);
    }

    static PaxRecords parse(byte[] data) throws IOException {
        Map<String, String> values = new HashMap<>();
        for (int start = 0; start < data.length; ) {
            int space = start;
            while (space < data.length && space - start <= LONGEST_LENGTH && Character.isDigit(data[space])) {
                space++;
            }
            int end = start + length(data, start, space);
            String record = record(data, space, end);
            int equals = record.indexOf('=');
            if (equals < 1) {
                throw malformed(record);
            }
            values.put(record.substring(0, equals), record.substring(equals + 1));
            start = end;
        }
        return new PaxRecords(values);
    }

    private static int length(byte[] data, int start, int space) throws IOException {
        String digits = new String(data, start, space - start, StandardCharsets.US_ASCII);
        if (digits.isEmpty() || digits.length() > LONGEST_LENGTH) {
            throw malformed(digits);
        }
        return Integer.parseInt(digits);
    }

    private static String record(byte[] data, int space, int end) throws IOException {
        if (end > data.length || end < space + 2 || data[space] != ' ' || data[end - 1] != '\n') {
            throw malformed(
                    FileNames.text(Arrays.copyOfRange(data, space, Math.max(space, Math.min(end, data.length)))));
        }
        return FileNames.text(Arrays.copyOfRange(data, space + 1, end - 1));
    }

    /** {@return the combined records; the others have precedence} */
    PaxRecords with(PaxRecords others) {
        Map<String, String> all = new HashMap<>(values);
        all.putAll(others.values);
        return new PaxRecords(all);
    }

    /** {@return the header with the values of these records} */
    TarHeader applyTo(TarHeader header) throws IOException {
        if (values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."))) {
            throw new IOException("The archive entry " + FileNames.quoted(header.name())
                    + " is a sparse file, which is not supported; let tar write it without --sparse");
        }
        String path = value("path", header.name());
        // The earliest archives have no types: a directory is a file whose name ends with a slash.
        return new TarHeader(
                path,
                header.type() == TarHeader.FILE && path.endsWith("/") ? TarHeader.FOLDER : header.type(),
                header.mode(),
                size(value("size", ""), header.size()),
                time(value("mtime", ""), header.modified()),
                value("linkpath", header.link()));
    }

    private String value(String key, String otherwise) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? otherwise : value;
    }

    private static long size(String value, long otherwise) throws IOException {
        if (!value.matches("\\d{0,18}")) {
            throw malformed("size=" + value);
        }
        return value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    private static Instant time(String value, Instant otherwise) throws IOException {
        if (value.isEmpty()) {
            return otherwise;
        }
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw malformed("mtime=" + value);
        }
        int sign = time.start(1) == time.end(1) ? 1 : -1;
        String fraction = (time.group(3) == null ? "" : time.group(3)) + "0".repeat(9);
        int nanos = Integer.parseInt(fraction.substring(0, 9));
        return TarHeader.instant(sign * Long.parseLong(time.group(2)), sign * nanos);
    }

    private static IOException malformed(String what) {
        return new IOException("The archive has a malformed extended header: " + FileNames.quoted(what));
    }
}
