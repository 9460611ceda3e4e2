using Azure.Storage.Blobs;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>A storage account whose containers live in memory.</summary>
public sealed class FakeBlobs : BlobServiceClient
{
    private readonly Dictionary<string, FakeContainer> containers = [];

    public override BlobContainerClient GetBlobContainerClient(string blobContainerName)
    {
        if (!containers.TryGetValue(blobContainerName, out var container)) containers.Add(blobContainerName, container = new());
        return container;
    }
}

/// <summary>A container in memory.</summary>
public sealed class FakeContainer : BlobContainerClient;
