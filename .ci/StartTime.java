import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/** Prints the time that this machine takes to start a process and wait for its end, in milliseconds. */
final class StartTime {

    private static final int WARM_UP = 50;
    private static final int SAMPLES = 200;

    private StartTime() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            start();
        }
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            nanos[i] = start();
        }
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "%.1f%n", nanos[SAMPLES / 2] / 1e6);
    }

    private static long start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        new ProcessBuilder("true").start().waitFor();
        return System.nanoTime() - begin;
    }
}
