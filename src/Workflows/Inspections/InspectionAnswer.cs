using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Inspections;

/// <summary>What a desk of the inspections answers.</summary>
/// <param name="Value">The thing as it now stands, where there is one.</param>
/// <param name="Created">True when this call made it.</param>
/// <param name="WasRepeat">True when the receipt's key was kept already, or the same was handed in before.</param>
public sealed record InspectionAnswer<T>(T? Value, Refusal? Refusal, bool Created = false, bool WasRepeat = false)
    where T : class
{
    public static InspectionAnswer<T> Done(T value, bool created = false) => new(value, null, created);

    public static InspectionAnswer<T> Repeated(T value) => new(value, null, WasRepeat: true);

    public static InspectionAnswer<T> Refused(Refusal refusal, T? value = null) => new(value, refusal);

    public static InspectionAnswer<T> Refused(RefusalKind kind, string code, string detail) => new(null, new(kind, code, detail));
}
