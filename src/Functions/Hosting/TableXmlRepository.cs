using System.Xml.Linq;
using GridCase.Functions.Tables;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GridCase.Functions.Hosting;

/// <summary>The keys of session cookies, shared by all instances: encrypted, in the registers.</summary>
internal sealed class TableXmlRepository(Shelf shelf, KeyRing keys) : IXmlRepository
{
    private const string Partition = "keys|sessions";

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. shelf.List<Row>(Stretch.Of(Partition), null, CancellationToken.None).GetAwaiter().GetResult().Select(row => XElement.Parse(keys.Texts.Decrypt(row.ReadBody(), PlaceOf(row.RowKey))))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var name = TableKeys.Safe(friendlyName);
        shelf.Put(Row.Of(Partition, name).With(keys.Texts.Encrypt(element.ToString(SaveOptions.DisableFormatting), PlaceOf(name))), CancellationToken.None).GetAwaiter().GetResult();
    }

    private static string PlaceOf(string name) => $"{Partition}/{name}";
}
