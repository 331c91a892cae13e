package dev.curfew.tar;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;

/** An archive that is made by hand, and may be one that no tar would write. */
final class Archive {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static byte[] of(Path source, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TarWriter.write(source, name, out);
        return out.toByteArray();
    }

    Archive folder(String name) {
        return entry(TarHeader.FOLDER, name, "", "");
    }

    Archive file(String name, String content) {
        return entry(TarHeader.FILE, name, "", content);
    }

    Archive symbolicLink(String name, String to) {
        return entry(TarHeader.SYMBOLIC_LINK, name, to, "");
    }

    Archive hardLink(String name, String to) {
        return entry(TarHeader.HARD_LINK, name, to, "");
    }

    Archive pax(String key, String value) {
        return entry(TarHeader.PAX, "PaxHeaders/x", "", record(key, value));
    }

    /** {@return a line of an extended header, of at most two digits} */
    static String record(String key, String value) {
        String rest = " " + key + "=" + value + "\n";
        int length = rest.getBytes(StandardCharsets.UTF_8).length;
        return (length + (length < 9 ? 1 : 2)) + rest;
    }

    Archive entry(char type, String name, String link, String content) {
        byte[] data = content.getBytes(StandardCharsets.UTF_8);
        return header(new TarHeader(name, type, 06755, data.length, Instant.ofEpochSecond(1), link))
                .raw(data);
    }

    Archive header(TarHeader header) {
        bytes.writeBytes(header.encode());
        return this;
    }

    Archive raw(byte[] data) {
        bytes.writeBytes(data);
        bytes.writeBytes(new byte[-data.length & 511]);
        return this;
    }

    InputStream end() {
        return raw(new byte[1024]).unfinished();
    }

    InputStream unfinished() {
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
