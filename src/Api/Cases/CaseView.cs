using GridCase.Api.Files;

namespace GridCase.Api.Cases;

/// <summary>A case as whoever handles it sees it: where it stands, and what was said.</summary>
public sealed record CaseView : CaseState
{
    internal const int MostRepeats = 20;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal CaseView(CaseState state)
        : base(state)
    {
        Texts = null;
    }

    /// <summary>What was said and written, by fact; null for those who do not handle cases.</summary>
    public IReadOnlyList<CaseTextLine>? Texts { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public string? Address { get; init; }

    /// <summary>The last reply to the citizen.</summary>
    public string? Reply { get; init; }

    /// <summary>What is known of the files that the case names and that have arrived, in their order; null for those who do not handle cases.</summary>
    public IReadOnlyList<AttachmentLine>? Files { get; init; }

    /// <summary>Files that the case names and that have not arrived: a phone has them and has not sent them yet. After 30 days the case ceases to wait.</summary>
    public IReadOnlyList<string> AwaitedAttachmentIds { get; init; } = [];

    /// <summary>What was said in the orders attached to this one, the last <see cref="MostRepeats"/> of them; null for those who do not handle cases.</summary>
    public IReadOnlyList<RepeatLine>? Repeats { get; init; }

    /// <summary>The caller, masked; null where there is none or the caller is not to be shown.</summary>
    public MaskedCaller? Caller { get; init; }
}

/// <summary>Another order that was attached to this case (重复件).</summary>
public sealed record RepeatLine(string CaseId, string Code, DateTimeOffset RegisteredAt, string? Text);

/// <summary>One text of a case with the fact that it belongs to.</summary>
public sealed record CaseTextLine(int Fact, string Field, string Value);

/// <summary>张**, 138****5678.</summary>
public sealed record MaskedCaller(string? Name, string? Phone, string? IdNumber);
