package io.weirpool.embedded;

import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.errors.NotControllerException;
import org.apache.kafka.common.message.RequestHeaderData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.controller.ControllerRequestContext;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Controller and broker of one node. As {@code KafkaRaftServer}, which starts both in one go; but between the two a
 * killed broker's registration is taken back.
 *
 * <p>Why: the controller takes a killed broker for alive until its session ends, and refuses its successor until then.
 * Worse, the successor begins to work by that old registration, as leader of everything, at an address where nobody
 * listens: its transaction coordinator, refused there while no partition has a leader, takes the partitions for deleted
 * and leaves the markers of open transactions out (Kafka 4.3.1), so that readers of committed records wait for ever.
 * Without the old registration the broker finds no leaders until it is registered itself, at the right address.
 */
final class KafkaNode {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

    /** Alone, a controller is elected in milliseconds; reading a long metadata log may take seconds. */
    private static final long ACTIVE_WAIT_NANOS_MAX = TimeUnit.SECONDS.toNanos(60);

    private static final long ACTIVE_LOOK_MS = 5;

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /**
     * Starts both and returns when the controller has accepted the broker.
     *
     * @param stoppedCleanly whether the node before gave its registration up itself, or there was none
     */
    static KafkaNode start(KafkaConfig config, boolean stoppedCleanly) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directories =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        String clusterId = directories._1().clusterId().orElseThrow();
        Metrics metrics = Server.initializeMetrics(config, Time.SYSTEM, clusterId);
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                directories._1(),
                Time.SYSTEM,
                metrics,
                java.util.concurrent.CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        KafkaNode node = new KafkaNode(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directories._2()),
                new BrokerServer(shared));
        node.controller.startup();
        try {
            if (!stoppedCleanly) {
                node.takeBackRegistration(config.nodeId());
            }
            node.broker.startup();
        } catch (RuntimeException e) {
            node.controller.shutdown();
            throw e;
        }
        return node;
    }

    private void takeBackRegistration(int brokerId) {
        long deadline = System.nanoTime() + ACTIVE_WAIT_NANOS_MAX;
        while (!tryTakeBack(brokerId)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the Kafka controller did not become active");
            }
            sleep();
        }
    }

    /** False as long as the controller is not elected yet. */
    private boolean tryTakeBack(int brokerId) {
        ControllerRequestContext asOurselves =
                new ControllerRequestContext(new RequestHeaderData(), KafkaPrincipal.ANONYMOUS, OptionalLong.empty());
        try {
            controller
                    .controller()
                    .unregisterBroker(asOurselves, brokerId)
                    .get(ACTIVE_WAIT_NANOS_MAX, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokerIdNotRegisteredException) {
                return true;
            }
            if (e.getCause() instanceof NotControllerException) {
                return false;
            }
            throw new IllegalStateException("the killed broker's registration cannot be taken back", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the Kafka controller does not answer", e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(ACTIVE_LOOK_MS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while Kafka starts", e);
    }

    /** Stops both cleanly, the broker first: it says good-bye to the controller. */
    void stop() {
        broker.shutdown();
        controller.shutdown();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }
}
