using System.Collections.Immutable;
using System.Text.Json;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;

namespace GridCase.Functions.Storage;

/// <summary>The ledger of the rules as one document. The documents of versions and drafts, which answers leave out, stand beside it in the same order.</summary>
internal static class LedgerJson
{
    public static byte[] Write(RuleLedger ledger) => JsonSerializer.SerializeToUtf8Bytes(
        new Kept(ledger, [.. ledger.Versions.Select(version => version.Document)], [.. ledger.Drafts.Select(draft => draft.Document)]), CountyJson.Options);

    /// <exception cref="JsonException">It is no ledger.</exception>
    public static RuleLedger Read(ReadOnlySpan<byte> json)
    {
        var (ledger, versions, drafts) = JsonSerializer.Deserialize<Kept>(json, CountyJson.Options) ?? throw new JsonException("A ledger is an object.");
        return ledger with
        {
            Versions = [.. ledger.Versions.Zip(versions, (version, document) => version with { Document = document })],
            Drafts = [.. ledger.Drafts.Zip(drafts, (draft, document) => draft with { Document = document })],
        };
    }

    private sealed record Kept(RuleLedger Ledger, ImmutableArray<string> VersionDocuments, ImmutableArray<string> DraftDocuments);
}
