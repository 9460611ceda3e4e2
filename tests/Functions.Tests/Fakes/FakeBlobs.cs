using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A storage account whose containers live in memory.</summary>
public sealed class FakeBlobs : BlobServiceClient
{
    private readonly Dictionary<string, FakeContainer> containers = [];

    /// <summary>Requests that the service would have had, lists left out: a write and a removal are one, a blob that is read is asked for its properties first.</summary>
    public int Operations => containers.Values.Sum(container => container.Operations);

    public override BlobContainerClient GetBlobContainerClient(string blobContainerName)
    {
        if (!containers.TryGetValue(blobContainerName, out var container)) containers.Add(blobContainerName, container = new());
        return container;
    }
}

/// <summary>A container in memory, whose blobs bear the machine's time unless a test says another.</summary>
public sealed class FakeContainer : BlobContainerClient
{
    /// <summary>Contents and when they were last written.</summary>
    public SortedDictionary<string, (byte[] Content, DateTimeOffset At)> Kept { get; } = new(StringComparer.Ordinal);

    public int Operations { get; set; }

    /// <summary>Called before each write with the blob's name; what it throws is what the service would have said.</summary>
    public Action<string>? BeforeWrite { get; set; }

    public override Task<Response<BlobContainerInfo>> CreateIfNotExistsAsync(
        PublicAccessType publicAccessType = PublicAccessType.None, IDictionary<string, string>? metadata = default, BlobContainerEncryptionScopeOptions? encryptionScopeOptions = default,
        CancellationToken cancellationToken = default) => Task.FromResult<Response<BlobContainerInfo>>(null!);

    public override BlobClient GetBlobClient(string blobName) => new FakeBlob(blobName, this);

    public override AsyncPageable<BlobItem> GetBlobsAsync(
        BlobTraits traits = BlobTraits.None, BlobStates states = BlobStates.None, string? prefix = default, CancellationToken cancellationToken = default) =>
        AsyncPageable<BlobItem>.FromPages([Page<BlobItem>.FromValues(
            [.. Kept.Where(kept => kept.Key.StartsWith(prefix ?? "", StringComparison.Ordinal)).Select(kept => BlobsModelFactory.BlobItem(
                name: kept.Key, properties: BlobsModelFactory.BlobItemProperties(accessTierInferred: false, lastModified: kept.Value.At)))],
            null, FakeResponse.Done)]);
}

/// <summary>One blob in memory.</summary>
public sealed class FakeBlob(string name, FakeContainer container) : BlobClient
{
    public override async Task<Response<BlobContentInfo>> UploadAsync(Stream content, bool overwrite = false, CancellationToken cancellationToken = default)
    {
        container.BeforeWrite?.Invoke(name);
        container.Operations++;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        if (!overwrite && container.Kept.ContainsKey(name)) throw new RequestFailedException(409, "The blob is there already.", "BlobAlreadyExists", null);
        container.Kept[name] = (copy.ToArray(), TimeProvider.System.GetUtcNow());
        return Response.FromValue<BlobContentInfo>(null!, FakeResponse.Done);
    }

    public override Task<Stream> OpenReadAsync(long position = 0, int? bufferSize = default, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        container.Operations += 2;
        return container.Kept.TryGetValue(name, out var kept)
            ? Task.FromResult<Stream>(new MemoryStream(kept.Content, writable: false))
            : throw new RequestFailedException(404, "There is no such blob.", "BlobNotFound", null);
    }

    public override Task<Response<bool>> DeleteIfExistsAsync(
        DeleteSnapshotsOption snapshotsOption = DeleteSnapshotsOption.None, BlobRequestConditions? conditions = default, CancellationToken cancellationToken = default)
    {
        container.BeforeWrite?.Invoke(name);
        container.Operations++;
        return Task.FromResult(Response.FromValue(container.Kept.Remove(name), FakeResponse.Done));
    }
}
