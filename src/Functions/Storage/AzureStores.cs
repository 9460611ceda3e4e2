using Azure.Storage.Blobs;

namespace GridCase.Functions.Storage;

/// <summary>The stores of a county on Azure, and what a host does for them beside asking.</summary>
internal sealed record AzureStores : CountyStores
{
    /// <summary>Brings in what other instances have changed of the documents that are asked without waiting.</summary>
    public required Freshness Freshness { get; init; }

    /// <summary>Stores whose commits leave work to be done after them.</summary>
    public required IReadOnlyList<IUnfinished> Unfinished { get; init; }

    /// <summary>What is kept for a time only, store by store.</summary>
    public required IReadOnlyList<IPruned> Pruned { get; init; }

    /// <summary>Makes every list of cases anew from the facts, while the county works.</summary>
    public required Func<CancellationToken, Task> Rebuild { get; init; }

    /// <summary>Where contents of files are kept.</summary>
    public required BlobContainerClient Files { get; init; }

    /// <summary>Makes the container of files where it is missing.</summary>
    public Task Create(CancellationToken cancellation) => Files.CreateIfNotExistsAsync(cancellationToken: cancellation);

    /// <summary>Removes what is older than it is kept.</summary>
    public async Task Prune(DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var store in Pruned) await store.Prune(now, cancellation).ConfigureAwait(false);
    }
}

/// <summary>A store that keeps something for a time only.</summary>
internal interface IPruned
{
    /// <summary>Removes what is older than it is kept; bounded, so that a repeat goes on.</summary>
    Task Prune(DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A document that is asked without waiting, as this instance knows it.</summary>
internal interface IRefreshed
{
    /// <summary>Brings in what others have saved, if the last look is older than a second.</summary>
    Task Refresh(CancellationToken cancellation);
}

/// <summary>All such documents. What another instance saved is known here at the start of the next request or activity, at most a second later.</summary>
internal sealed class Freshness(IReadOnlyList<IRefreshed> documents)
{
    public Task Refresh(CancellationToken cancellation) => Task.WhenAll(documents.Select(document => document.Refresh(cancellation)));
}
