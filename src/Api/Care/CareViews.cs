using GridCase.Api.SignIn;
using GridCase.Workflows.Care;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Care;

/// <summary>An entry of the register as a list shows it. Name, address and phone are masked, and shown to who visits only.</summary>
/// <param name="Due">When the next visit is due; null once the visits ended.</param>
/// <param name="EventBy">When the visit after an event is due.</param>
public sealed record CareLine(
    string Id, string GridCode, string? GridName, CareTier Tier, CareState State, Light Light, DateTimeOffset? Due, bool Overdue, DateTimeOffset? EventBy, DateTimeOffset? LastVisitAt, string? Reference, string? Name,
    string? Address, string? Phone, int Version, DateTimeOffset? ChangedAt);

/// <summary>One entry with its history.</summary>
public sealed record CareView(CareLine Entry, IReadOnlyList<CareDeedLine> History);

/// <summary>Who did what when.</summary>
/// <param name="Remark">What the visitor noted, for who visits within scope.</param>
public sealed record CareDeedLine(
    int Number, CareDeedKind Kind, DateTimeOffset At, string By, string? ByName, DateTimeOffset? DoneAt, CareOutcome? Outcome, int? Rung, CareTier? Tier, string? GridCode, string? Remark);

/// <summary>What a write came to; a repeat answers the same.</summary>
/// <param name="Due">When the next visit is due.</param>
public sealed record CareDone(string Id, int Version, CareDeedKind Kind, DateTimeOffset At, DateTimeOffset? Due)
{
    public static CareDone Of(CareAnswer answer, DateTimeOffset now) => answer.Deed is { } deed
        ? new(deed.CareId, deed.Number, deed.Kind, deed.At, deed.Kind == CareDeedKind.Ended ? null : deed.Due)
        : new(answer.Person!.Id, answer.Person.Version, CareDeedKind.Ended, now, null);
}

/// <summary>Shows entries of the register.</summary>
internal static class CareShow
{
    private const string System = "clock";

    public static CareLine Line(CareRow row, IEnumerable<KeptCareText> texts, Caller caller, CareTerms terms, DateTimeOffset now)
    {
        var person = row.Person;
        var masked = CareDoor.Visits(caller) ? texts.Where(text => text.CareId == person.Id).ToLookup(text => text.Field, text => text.Value) : null;
        return new(
            person.Id, person.GridCode, caller.Directory.Grid(person.GridCode)?.Name, person.Tier, person.State, person.LightAt(now, terms), person.State == CareState.Ended ? null : person.Due,
            person.State == CareState.Active && person.Due <= now, person.EventBy, person.LastVisitAt, person.Reference, masked?[CareFields.NameMasked].LastOrDefault(),
            masked?[CareFields.AddressMasked].LastOrDefault(), masked?[CareFields.PhoneMasked].LastOrDefault(), person.Version, row.ChangedAt == default ? null : row.ChangedAt);
    }

    public static CareDeedLine Line(CareDeed deed, IEnumerable<KeptCareText> texts, Caller caller) => new(
        deed.Number, deed.Kind, deed.At, deed.By, deed.By == System ? null : caller.Directory.Person(deed.By)?.DisplayName, deed.DoneAt, deed.Outcome, deed.Rung, deed.Tier, deed.GridCode,
        CareDoor.Visits(caller) ? texts.FirstOrDefault(text => text.Deed == deed.Number && text.Field == CareFields.Remark)?.Value : null);
}
