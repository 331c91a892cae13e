package dev.curfew.probe;

import dev.curfew.internal.Check;
import dev.curfew.internal.Durations;
import dev.curfew.internal.Time;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a service answers over HTTP, seen from this machine. */
public final class HttpProbe {

    private HttpProbe() {}

    /**
     * {@return the status of the answer to a GET, such as 200; that of a redirect, too, which is not followed}
     *
     * <p>No proxy is used, whatever the settings of the JVM say.
     *
     * @param uri the address, of {@code http} or {@code https}
     * @param timeout how long to wait for the answer, however many pieces it comes in; longer than zero
     * @throws IOException if there is no answer, or it is not one of HTTP
     * @throws IllegalArgumentException if the address is none of HTTP
     */
    public static int status(URI uri, Duration timeout) throws IOException {
        Check.positive(timeout, "timeout");
        Check.argument(
                uri.getScheme() != null && uri.getScheme().matches("(?i)https?") && uri.getHost() != null,
                "uri must be one of http or https with a host",
                uri);
        HttpURLConnection connection = open(uri, timeout);
        AtomicBoolean isLate = new AtomicBoolean();
        Runnable inTime = Time.ofSystem().after(timeout, () -> {
            isLate.set(true);
            connection.disconnect();
        });
        try {
            return status(connection, isLate);
        } catch (IOException e) {
            boolean noAnswer = isLate.get() || e instanceof SocketTimeoutException;
            String why = noAnswer ? "no answer in " + Durations.text(timeout) : e.getMessage();
            throw new IOException("Failed to get " + uri + ": " + why, e);
        } finally {
            inTime.run();
            connection.disconnect();
        }
    }

    private static int status(HttpURLConnection connection, AtomicBoolean isLate) throws IOException {
        connection.connect();
        // What was not connected yet was not disconnected, and a head that is cut off looks like a whole one.
        int status = isLate.get() ? -1 : connection.getResponseCode();
        if (status < 0 || isLate.get()) {
            throw new IOException("the answer is not one of HTTP");
        }
        return status;
    }

    private static HttpURLConnection open(URI uri, Duration timeout) throws IOException {
        URLConnection connection = uri.toURL().openConnection(Proxy.NO_PROXY);
        if (!(connection instanceof HttpURLConnection http)) {
            throw new IOException("The JVM opens " + uri + " with " + connection.getClass() + " instead of HTTP");
        }
        int millis = TcpProbe.millis(timeout);
        http.setConnectTimeout(millis);
        http.setReadTimeout(millis); // Of each piece; a handshake is nothing else, too.
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestProperty("Connection", "close");
        return http;
    }
}
