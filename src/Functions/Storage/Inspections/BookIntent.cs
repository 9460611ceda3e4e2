using System.Collections.Immutable;
using System.Text;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Inspections;

namespace GridCase.Functions.Storage;

/// <summary>A change of the inspections' books that is decided: all that follows from it, so that whoever carries it out writes the same.</summary>
/// <param name="Number">Its running number.</param>
/// <param name="Changed">Its instant in ticks.</param>
/// <param name="Effects">What leaves with it, as <see cref="RowJson"/> writes it.</param>
internal sealed record BookIntent(
    long Number,
    long Changed,
    ImmutableArray<Moved<Sweep>> Sweeps,
    ImmutableArray<Moved<Inspection>> Inspections,
    ImmutableArray<Moved<Place>> Places,
    ImmutableArray<SealedText> Texts,
    string Effects)
{
    public byte[] Write() => Tables.Packed.Of(Encoding.UTF8.GetBytes(InspectionJson.Of(this)));

    public static BookIntent Read(byte[] packed) => InspectionJson.Read<BookIntent>(Tables.Packed.Read(packed));

    public Effects ReadEffects() => RowJson.Read<Effects>(Encoding.UTF8.GetBytes(Effects));
}

/// <summary>What becomes of one thing.</summary>
/// <param name="No">Its running number, by which lists are in order; 0 for places.</param>
/// <param name="ChangedBefore">The ticks of the change before.</param>
/// <param name="Before">Null for a new one.</param>
internal sealed record Moved<T>(long No, long ChangedBefore, T? Before, T After)
    where T : class;

/// <summary>A text, encrypted.</summary>
internal sealed record SealedText(string Subject, string Field, byte[] Value);
