using Azure.Core;

// What src/Functions uses of Azure.Storage.Blobs. Bodies throw.
namespace Azure.Storage.Blobs;

public class BlobClientOptions : ClientOptions;

public class BlobServiceClient
{
    protected BlobServiceClient()
    {
    }

    public BlobServiceClient(string connectionString) => throw new NotSupportedException();

    public BlobServiceClient(Uri serviceUri, TokenCredential credential, BlobClientOptions? options = default) => throw new NotSupportedException();

    public virtual BlobContainerClient GetBlobContainerClient(string blobContainerName) => throw new NotSupportedException();
}

public class BlobContainerClient
{
    protected BlobContainerClient()
    {
    }

    public virtual BlobClient GetBlobClient(string blobName) => throw new NotSupportedException();

    public virtual AsyncPageable<Models.BlobItem> GetBlobsAsync(
        Models.BlobTraits traits = Models.BlobTraits.None, Models.BlobStates states = Models.BlobStates.None, string? prefix = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public virtual Task<Response<Models.BlobContainerInfo>> CreateIfNotExistsAsync(
        Models.PublicAccessType publicAccessType = Models.PublicAccessType.None, IDictionary<string, string>? metadata = default, Models.BlobContainerEncryptionScopeOptions? encryptionScopeOptions = default,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();
}

public class BlobClient : Specialized.BlobBaseClient
{
    protected BlobClient()
    {
    }

    public virtual Task<Response<Models.BlobContentInfo>> UploadAsync(Stream content, bool overwrite = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
