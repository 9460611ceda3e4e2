using System.Collections.Immutable;
using GridCase.Workflows.Deadlines.Preview;

namespace GridCase.Workflows.Lifecycle;

/// <summary>How an impact preview stands (影响预演).</summary>
/// <param name="Id">Grows with each; 0 until it is begun.</param>
/// <param name="Version">The draft or version that is previewed, by the name it had then.</param>
/// <param name="DraftRevision">The revision of the draft; null when no draft was previewed.</param>
/// <param name="DocumentHash">Hex SHA-256 of the document: which text exactly was counted with.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="Revision">Grows with each write.</param>
public sealed record Preview(
    int Id, PreviewQuestion Question, string Version, int? DraftRevision, string DocumentHash, string By, DateTimeOffset BegunAt, PreviewState State, int Revision)
{
    /// <summary>Pages in all; 0 until they are counted out.</summary>
    public int Pages { get; init; }

    /// <summary>Cases in all.</summary>
    public int Cases { get; init; }

    /// <summary>Pages done so far; the store counts them.</summary>
    public int PagesDone { get; init; }

    public int CasesDone { get; init; }

    /// <summary>Running numbers of cases up to here are looked at.</summary>
    public long LastCase { get; init; }

    /// <summary>Set when the preview was begun with the confirmation of this rule change.</summary>
    public int? OfChange { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Set when it is done.</summary>
    public PreviewResult? Result { get; init; }

    public bool IsRunning => State == PreviewState.Running;
}

/// <summary>Where a preview is.</summary>
public enum PreviewState
{
    Running,

    Done,

    Cancelled,

    /// <summary>Some page could not be computed though it was tried again; nothing was changed by it.</summary>
    Failed,
}

/// <summary>What one page of cases gave.</summary>
/// <param name="Cases">Looked at, those outside the scope included.</param>
/// <param name="Colours">Cases that would change colour.</param>
public sealed record PreviewPart(int Page, int Cases, Impact Impact, ImmutableArray<ColourChange> Colours);

/// <summary>A page of the cases that would change colour.</summary>
/// <param name="Next">After which place the next page begins; null on the last.</param>
public sealed record ColourPage(ImmutableArray<ColourChange> Cases, long? Next);
