using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Intake.Open311;

namespace GridCase.Api.Open311;

/// <summary>Finds what anybody may see. What exists but is not public is as unknown as what does not exist.</summary>
internal sealed class PublicCases(ICaseStore cases, ICatalogueStore catalogue, IDirectorySource directory, IPolicySource policies)
{
    public PublicMatters Matters => new(catalogue.Current, directory.Current);

    /// <summary>The request of this id, or null.</summary>
    public async Task<SeenRequest?> ById(string id, bool withNotes, CancellationToken cancellation)
    {
        // A mistyped id is told from its check character, without a look.
        if (id.Length > 40 || !CaseIds.IsWellFormed(id.ToUpperInvariant())) return null;
        return await cases.FindByCode(id, cancellation) is { } caseId ? await ByCase(caseId, withNotes, cancellation) : null;
    }

    /// <summary>The requests of a search, newest first.</summary>
    public async Task<IReadOnlyList<SeenRequest>> List(Open311Query query, bool withNotes, CancellationToken cancellation)
    {
        var seen = new List<SeenRequest>();
        foreach (var caseId in await cases.ListOpen311(query, cancellation))
            if (await ByCase(caseId, withNotes, cancellation) is { } request) seen.Add(request);
        return seen;
    }

    /// <summary>A case as anybody may see it; null for one that nobody may.</summary>
    public async Task<PublicRequest?> Of(CaseFile file, CancellationToken cancellation)
    {
        var matters = Matters;
        if (matters.ServiceOf(file) is not { } service) return null;
        var related = file.MergedIntoId ?? file.ParentId;
        var other = related is null ? null : await cases.Find(related, cancellation);
        return PublicRequest.Of(file, service, directory.Current, policies.Current, other is not null && matters.ServiceOf(other) is not null ? other.Origin.Code : null);
    }

    private async Task<SeenRequest?> ByCase(string caseId, bool withNotes, CancellationToken cancellation)
    {
        if (await cases.Find(caseId, cancellation) is not { } file || await Of(file, cancellation) is not { } request) return null;
        return new(request, withNotes ? [.. PublicNotes.Of(await cases.Facts(caseId, 0, 1_000, cancellation), directory.Current)] : null);
    }
}

/// <summary>A request, and its steps where they were asked for.</summary>
internal sealed record SeenRequest(PublicRequest Request, IReadOnlyList<PublicNote>? Notes);
