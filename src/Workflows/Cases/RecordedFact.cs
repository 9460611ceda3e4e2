using GridCase.Workflows.Cases.Facts;
using GridCase.Workflows.Directory;

namespace GridCase.Workflows.Cases;

/// <summary>A fact as it stands in the case's chain.</summary>
/// <param name="Number">1 for the first, without gaps.</param>
/// <param name="At">The server's receipt for a person's act; the mark's own instant for what a clock brings.</param>
/// <param name="By">Who: a person's id, or <c>system:…</c>.</param>
/// <param name="Role">In which role; null for the system.</param>
/// <param name="Unit">The unit the person acted for.</param>
public sealed record FactBody(int Number, DateTimeOffset At, string By, Role? Role, string? Unit, Fact Fact);

/// <summary>A fact with the exact text that was hashed and its hash.</summary>
/// <param name="Json">The body as stored; hashed byte for byte.</param>
/// <param name="Hash">Hex SHA-256 over the hash before it, a line feed, and <paramref name="Json"/>.</param>
public sealed record RecordedFact(FactBody Body, string Json, string Hash)
{
    public int Number => Body.Number;

    public DateTimeOffset At => Body.At;

    public Fact Fact => Body.Fact;
}
