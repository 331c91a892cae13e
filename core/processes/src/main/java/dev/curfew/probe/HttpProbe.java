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

/** Checks an HTTP service from this machine. */
public final class HttpProbe {

    private HttpProbe() {}

    /**
     * {@return the status of the response to a GET request, such as 200; redirects are not followed}
     *
     * <p>No proxy is used, regardless of the settings of the JVM.
     *
     * @param uri the address, with the scheme {@code http} or {@code https}
     * @param timeout how long to wait for the response, regardless of the number of pieces in which it arrives; longer
     *     than zero
     * @throws IOException if there is no response, or it is not an HTTP response
     * @throws IllegalArgumentException if the scheme is neither {@code http} nor {@code https}
     */
    public static int status(URI uri, Duration timeout) throws IOException {
        Check.positive(timeout, "timeout");
        Check.argument(
                uri.getScheme() != null && uri.getScheme().matches("(?i)https?") && uri.getHost() != null,
                "uri must be an http or https URI with a host",
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
        // A disconnect has no effect before the connection is established, and a truncated header looks complete.
        int status = isLate.get() ? -1 : connection.getResponseCode();
        if (status < 0 || isLate.get()) {
            throw new IOException("the answer is not HTTP");
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
        http.setReadTimeout(millis); // This limits each read, also during a handshake.
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setRequestProperty("Connection", "close");
        return http;
    }
}
