package dev.curfew.internal;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Encodes text for the operating system, which takes bytes.
 *
 * <p>The JDK encodes arguments, variables and folders in the encoding of the locale, and replaces each character that
 * the encoding lacks by {@code ?}: in the POSIX locale, the default of most container images, all that is not ASCII. In
 * a line of a shell {@code ?} matches any character, so that a different command would run.
 */
public final class OsText {

    private static final String PROPERTY = "sun.jnu.encoding";
    private static final int PRINTABLE = ' ';
    private static final int DELETE = 127;

    /** The encoding of file names. The JDK uses it for arguments too, from version 18 on; before, the default one. */
    private static final Charset OF_NAMES = charset(System.getProperty(PROPERTY));

    private OsText() {}

    private static Charset charset(@Nullable String name) {
        try {
            return name == null ? Charset.defaultCharset() : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }

    /** {@return the encoding of this JVM for the texts of the operating system, as a message names it} */
    public static String encoding() {
        return System.getProperty(PROPERTY, OF_NAMES.name());
    }

    /**
     * {@return the bytes of a text: in the encoding of the locale if that has all its characters, otherwise in UTF-8}
     *
     * @param text the text, without lone surrogates
     */
    public static byte[] bytes(String text) {
        boolean known = isAscii(text) || OF_NAMES.newEncoder().canEncode(text);
        return text.getBytes(known ? OF_NAMES : StandardCharsets.UTF_8);
    }

    /**
     * {@return the bytes of an absolute path, which may be those of no text: a name that was made in another locale}
     */
    public static byte[] bytes(Path path) {
        String encoded = path.toUri().getRawPath().replace("+", "%2B"); // The only public way to the bytes.
        byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        boolean hasSlash = bytes.length > 1 && bytes[bytes.length - 1] == '/';
        return hasSlash ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    /** {@return whether the JDK hands exactly {@link #bytes(String)} to a process} */
    public static boolean isPlain(String text) {
        if (isAscii(text)) {
            return true;
        }
        byte[] bytes = bytes(text);
        return Arrays.equals(bytes, text.getBytes(OF_NAMES))
                && Arrays.equals(bytes, text.getBytes(Charset.defaultCharset()));
    }

    /**
     * {@return whether the JDK hands exactly the bytes of a path to a process}
     *
     * @param path the path, which is absolute
     */
    public static boolean isPlain(Path path) {
        String text = path.toString();
        return isAscii(text) || (isPlain(text) && Arrays.equals(bytes(text), bytes(path)));
    }

    /**
     * {@return bytes as ASCII: a backslash and two hexadecimal digits stand for each byte that is not printable, and
     * for the backslash}
     */
    public static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte value : bytes) {
            if (value >= PRINTABLE && value < DELETE && value != '\\') {
                text.append((char) value);
            } else {
                text.append('\\').append(String.format("%02x", value & 0xff));
            }
        }
        return text.toString();
    }

    private static boolean isAscii(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) > DELETE) {
                return false;
            }
        }
        return true;
    }
}
