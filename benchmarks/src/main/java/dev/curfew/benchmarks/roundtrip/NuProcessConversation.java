package dev.curfew.benchmarks.roundtrip;

import com.zaxxer.nuprocess.NuAbstractProcessHandler;
import com.zaxxer.nuprocess.NuProcess;
import com.zaxxer.nuprocess.NuProcessBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** NuProcess, whose event loop pushes output. */
final class NuProcessConversation implements Conversation {

    private final SharedWindow window = new SharedWindow();
    private final NuProcess process;

    NuProcessConversation(List<String> command) {
        NuProcessBuilder builder = new NuProcessBuilder(command);
        builder.setProcessListener(new NuAbstractProcessHandler() {
            @Override
            public void onStdout(ByteBuffer buffer, boolean closed) {
                byte[] data = new byte[buffer.remaining()];
                buffer.get(data);
                window.append(data, data.length);
            }
        });
        process = builder.start();
    }

    @Override
    public void await(String token) throws InterruptedException {
        window.await(token);
    }

    @Override
    public void exchange(String token) throws InterruptedException {
        process.writeStdin(ByteBuffer.wrap((token + "\n").getBytes(StandardCharsets.US_ASCII)));
        await(token);
    }

    @Override
    public void end() throws InterruptedException {
        process.destroy(true);
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
