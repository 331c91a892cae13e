package dev.curfew.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.Readiness;
import dev.curfew.expect.Expectation;
import dev.curfew.junit.EnabledIfProgram;
import dev.curfew.junit.SharedServer;
import dev.curfew.output.OutputMark;
import dev.curfew.process.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A Spring Boot application that needs a server. The server starts when Spring asks for its address. */
@SpringBootTest(classes = SpringBootTests.ShopApplication.class, properties = "spring.main.banner-mode=off")
@EnabledIfProgram("python3")
class SpringBootTests {

    private static final String PROGRAM = """
            import http.server, sys

            class Prices(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    self.send_response(200)
                    self.end_headers()
                    self.wfile.write(b'3 per kilogram of ' + self.path[1:].encode())

            http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Prices).serve_forever()
            """;

    @RegisterExtension
    static final SharedServer PRICES = SharedServer.of(Command.of("python3", "-u", "-c", PROGRAM, "${port}")
                    .withName("prices")
                    .withFreePort())
            .withReadiness(server -> Readiness.port(server.port()));

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry registry) {
        registry.add("prices.url", () -> "http://127.0.0.1:" + PRICES.process().port());
    }

    @Test
    void asksTheServer(@Autowired Shop shop, OutputMark begin) throws IOException, InterruptedException {
        assertThat(shop.priceOf("apples")).isEqualTo("3 per kilogram of apples");

        PRICES.process().expect(Expectation.text("GET /apples").from(begin));
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(Shop.class)
    static class ShopApplication {}

    static class Shop {

        private final URI prices;

        Shop(@Value("${prices.url}") URI prices) {
            this.prices = prices;
        }

        String priceOf(String goods) throws IOException, InterruptedException {
            HttpRequest request =
                    HttpRequest.newBuilder(prices.resolve("/" + goods)).build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        }
    }
}
