package io.weirpool.app.operate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
    private static final URI URL = URI.create("https://127.0.0.1:1");

    @TempDir
    Path directory;

    @Test
    void aPrivateAuthorityIsReadFromItsFile() throws Exception {
        Path nothing = Files.writeString(directory.resolve("ca.pem"), "no certificate");
        assertThatThrownBy(() -> new Server(URL, Map.of("WEIRPOOL_CA", nothing.toString())))
                .hasMessageContaining("ca.pem holds no certificate");
    }

    @Test
    void withoutOneThePublicOnesAreTrusted() {
        assertThatThrownBy(() -> new Server(URL, Map.of("WEIRPOOL_CA", " ")).get("/livez"))
                .isInstanceOf(ServerRefusal.class)
                .hasMessageContaining("no Weirpool answers");
    }
}
