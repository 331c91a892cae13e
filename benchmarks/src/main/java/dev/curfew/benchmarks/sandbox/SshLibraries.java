package dev.curfew.benchmarks.sandbox;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import dev.curfew.benchmarks.harness.Timed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;

/** SSH in Java, each through one connection that is open before. */
final class SshLibraries {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADDRESS = "127.0.0.1";

    private SshLibraries() {}

    /** {@return jsch} */
    static Timed jsch() {
        Session session = jschSession();
        return () -> {
            ChannelExec channel = (ChannelExec) session.openChannel("exec");
            channel.setCommand(FirstBytes.LINE);
            InputStream output = channel.getInputStream();
            channel.connect();
            FirstBytes.expect(output.read());
            return channel::disconnect;
        };
    }

    private static Session jschSession() {
        try {
            JSch jsch = new JSch();
            jsch.addIdentity(Places.hostFile("key").toString());
            Session session = jsch.getSession(System.getProperty("user.name"), ADDRESS, Places.port());
            session.setConfig("StrictHostKeyChecking", "no");
            session.connect((int) PATIENCE.toMillis());
            return session;
        } catch (JSchException e) {
            throw new IllegalStateException("jsch cannot connect", e);
        }
    }

    /** {@return Apache MINA} */
    static Timed mina() {
        ClientSession session = minaSession();
        return () -> {
            var channel = session.createExecChannel(FirstBytes.LINE);
            channel.open().verify(PATIENCE);
            FirstBytes.expect(channel.getInvertedOut().read());
            return () -> channel.close(false).await(PATIENCE);
        };
    }

    private static ClientSession minaSession() {
        try {
            SshClient client = SshClient.setUpDefaultClient();
            client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
            client.start();
            ClientSession session = client.connect(System.getProperty("user.name"), ADDRESS, Places.port())
                    .verify(PATIENCE)
                    .getSession();
            new FileKeyPairProvider(Places.hostFile("key")).loadKeys(session).forEach(session::addPublicKeyIdentity);
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
