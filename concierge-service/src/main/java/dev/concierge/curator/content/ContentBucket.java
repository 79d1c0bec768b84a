package dev.concierge.curator.content;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Images as objects of a bucket of S3, or of whatever speaks as it does. */
final class ContentBucket implements ContentStore, AutoCloseable {
    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix before every name, such as {@code content/} */
    ContentBucket(S3Client client, String bucket, String prefix) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    @Override
    public void put(String name, String mediaType, byte[] bytes) {
        client.putObject(
                request -> request.bucket(bucket).key(prefix + name).contentType(mediaType),
                RequestBody.fromBytes(bytes));
    }

    @Override
    public Optional<byte[]> find(String name) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(prefix + name))
                            .asByteArray());
        } catch (NoSuchKeyException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String name) {
        client.deleteObject(request -> request.bucket(bucket).key(prefix + name));
    }

    @Override
    public void forEachBefore(Instant then, Consumer<String> reader) {
        client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .filter(object -> object.lastModified().isBefore(then))
                .map(object -> object.key().substring(prefix.length()))
                .forEach(reader);
    }

    @Override
    public void close() {
        client.close();
    }
}
