using System.Reflection;
using Azure;
using Azure.Data.Tables;

namespace GridCase.Functions.Tests.Fakes;

/// <summary>Rows as columns and back, with the service's limits.</summary>
internal static class Entities
{
    private const int LongestKey = 512;
    private const int LongestText = 32 * 1024;
    private const int LongestBytes = 64 * 1024;
    private const int LargestRow = 1024 * 1024;

    private static readonly Type[] Kept = [typeof(string), typeof(byte[]), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset)];

    public static Dictionary<string, object> Columns(ITableEntity entity)
    {
        var columns = new Dictionary<string, object>();
        var size = 0;
        foreach (var property in Properties(entity.GetType()))
        {
            if (property.GetValue(entity) is not { } value) continue;
            size += property.Name.Length * 2;
            size += value switch
            {
                string { Length: > LongestText } => throw Refused(property.Name),
                byte[] { Length: > LongestBytes } => throw Refused(property.Name),
                string text => text.Length * 2,
                byte[] bytes => bytes.Length,
                _ => 16,
            };
            columns.Add(property.Name, value is byte[] copied ? copied.Clone() : value);
        }

        return size <= LargestRow ? columns : throw new RequestFailedException(400, "The entity is larger than 1 MiB.", "EntityTooLarge", null);
    }

    public static T Read<T>(Dictionary<string, object> columns, ETag etag)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        foreach (var property in Properties(typeof(T)))
            if (columns.TryGetValue(property.Name, out var value)) property.SetValue(entity, value is byte[] bytes ? bytes.Clone() : value);
        (entity.ETag, entity.Timestamp) = (etag, DateTimeOffset.UnixEpoch);
        return entity;
    }

    public static void CheckKeys(ITableEntity entity)
    {
        foreach (var key in new[] { entity.PartitionKey, entity.RowKey })
        {
            if (key.Length > LongestKey || key.Any(character => character is '/' or '\\' or '#' or '?' || char.IsControl(character)))
                throw new RequestFailedException(400, $"'{key}' is no key.", "OutOfRangeInput", null);
        }
    }

    private static RequestFailedException Refused(string column) => new(400, $"{column} is too long.", "PropertyValueTooLarge", null);

    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            // The client looks at every public property, and fails at what it cannot write.
            if (!property.CanRead || !property.CanWrite) throw new NotSupportedException($"{type.Name}.{property.Name} cannot be kept: make it a method.");
            if (property.Name is nameof(ITableEntity.ETag) or nameof(ITableEntity.Timestamp)) continue;
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (!Kept.Contains(kind)) throw new NotSupportedException($"{type.Name}.{property.Name} is of a kind that tables do not keep.");
            yield return property;
        }
    }
}
