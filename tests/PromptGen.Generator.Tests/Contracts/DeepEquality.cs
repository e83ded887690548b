using System.Collections;
using System.Reflection;

namespace PromptGen.Generator.Tests.Contracts;

/// <summary>Whether two values are the same to whoever looks at all of their public members.</summary>
internal static class DeepEquality
{
    public static bool AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
            return left is null && right is null;
        if (left is IDictionary leftEntries && right is IDictionary rightEntries)
            return leftEntries.Count == rightEntries.Count && leftEntries.Keys.Cast<object>().All(key => rightEntries.Contains(key) && AreEqual(leftEntries[key], rightEntries[key]));
        if (left is IEnumerable leftItems and not string && right is IEnumerable rightItems)
        {
            // A set's order is nobody's.
            var (ours, theirs) = (leftItems.Cast<object?>().ToList(), rightItems.Cast<object?>().ToList());
            return ours.Count == theirs.Count && (IsSet(left) ? ours.TrueForAll(item => theirs.Exists(other => AreEqual(item, other))) : ours.Zip(theirs).All(static pair => AreEqual(pair.First, pair.Second)));
        }

        if (left is DateTimeOffset leftMoment && right is DateTimeOffset rightMoment)
            return leftMoment.EqualsExact(rightMoment);
        if (left.GetType() != right.GetType())
            return false;
        var isScalar = left.GetType() is { Namespace: "System" or "System.Numerics" } type && !type.Name.StartsWith("ValueTuple", StringComparison.Ordinal);
        return isScalar || left.GetType().IsEnum
            ? left.Equals(right)
            : left.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).All(property => AreEqual(property.GetValue(left), property.GetValue(right)))
            && left.GetType().GetFields(BindingFlags.Public | BindingFlags.Instance).All(field => AreEqual(field.GetValue(left), field.GetValue(right)));
    }

    private static bool IsSet(object value) => value.GetType().GetInterfaces().Any(static contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));
}
