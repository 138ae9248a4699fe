package io.weirpool.bench.path;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weirpool.common.catalog.Revision.SourceFile;
import io.weirpool.sql.PipelineCompiler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShopTest {
    @Test
    void theViewsAreThoseOfTheOtherSide() {
        assertThat(PipelineCompiler.compile(List.of(new SourceFile("shop.sql", Shop.DEFINITIONS)))
                        .views())
                .extracting(view -> view.name().value())
                .allSatisfy(name -> assertThat(Shop.TABLES).contains("CREATE TABLE " + name + " "))
                .hasSize(4);
    }

    @Test
    void aMarkedOrderIsToldByItsCustomer() throws IOException {
        List<Long> accepted = new ArrayList<>();
        Orders orders = new Orders(3, 168, 1_000, 10, (line, nanos) -> accepted.add(line));
        for (long number = 0; number < 20; number++) {
            orders.answered(number, orders.shot(number), 0);
        }

        assertThat(accepted).containsExactly(3_000L, 3_030L);
        assertThat(Sale.read(orders.body(10).getBytes(US_ASCII)))
                .extracting(Sale::customer)
                .containsExactly(13_030, 13_030, 13_030);
        assertThat(Sale.read(orders.body(11).getBytes(US_ASCII)))
                .extracting(Sale::customer)
                .allMatch(customer -> customer < Shop.CUSTOMERS)
                .hasSize(3);
    }

    @Test
    void anOrderThatLacksAFieldIsRefused() {
        assertThatThrownBy(() -> Sale.read("[{\"id\":1,\"customer\":2}]".getBytes(US_ASCII)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Sale.read(
                        "[{\"id\":1,\"customer\":2,\"product\":3,\"quantity\":0,\"amount\":1,\"at\":\"2026-01-01T00:00:00\"}]"
                                .getBytes(US_ASCII)))
                .hasMessageContaining("quantity");
    }
}
