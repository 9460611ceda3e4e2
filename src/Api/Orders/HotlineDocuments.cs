using System.ComponentModel.DataAnnotations;
using GridCase.Workflows.Cases.Commands;
using GridCase.Workflows.Cases.Facts;

namespace GridCase.Api.Orders;

/// <summary>补充/催办.</summary>
public sealed record SupplementDocument
{
    [Required, StringLength(4000, MinimumLength = 1)]
    public string? Text { get; init; }

    /// <summary>催办: the holder's supervisor is told.</summary>
    public bool? Urge { get; init; }
}

/// <summary>The hotline's own return visit.</summary>
public sealed record VisitDocument
{
    [Required]
    public DateTimeOffset? AttemptedAt { get; init; }

    [Required]
    public VisitOutcome? Outcome { get; init; }

    public Solved? Solved { get; init; }

    /// <summary>5 非常满意 to 1 非常不满意.</summary>
    [Range(1, 5)]
    public int? Satisfaction { get; init; }

    [StringLength(2000)]
    public string? Remark { get; init; }
}

/// <summary>撤单.</summary>
public sealed record WithdrawalDocument
{
    [Required, StringLength(2000, MinimumLength = 1)]
    public string? Reason { get; init; }
}
