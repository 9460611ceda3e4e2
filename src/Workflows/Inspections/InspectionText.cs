namespace GridCase.Workflows.Inspections;

/// <summary>A text that a person wrote about an inspection, a sweep or a place: kept encrypted, never in facts, histories or notices.</summary>
/// <param name="Subject">What it belongs to: <c>inspection/ID</c>, <c>sweep/ID</c> or <c>place/ID</c>.</param>
/// <param name="Field">For example <c>remark</c>, <c>item/ID</c>, <c>reason/3</c>. Written again it is replaced.</param>
public sealed record InspectionText(string Subject, string Field, string Value)
{
    public static string OfInspection(string id) => "inspection/" + id;

    public static string OfSweep(string id) => "sweep/" + id;

    public static string OfPlace(string id) => "place/" + id;
}
