namespace PromptGen.Generator.Templates;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The likeliest of the candidates; null where none is like the name.</summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;

        // A third of the name may be wrong; names of one or two letters are like no other.
        var best = (name.Length / 3) + 1;
        foreach (var candidate in candidates)
        {
            var distance = string.Equals(candidate, name, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(name, candidate, best);
            if (distance < best)
                (nearest, best) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>How many letters are put in, left out, changed or swapped with the next, whatever their case; <paramref name="limit"/> or more where it is not less.</summary>
    private static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) >= limit)
            return limit;
        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            rows[0][j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var (current, last, before) = (rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]);
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var isSame = AreSame(left[i - 1], right[j - 1]);
                current[j] = Math.Min(Math.Min(last[j], current[j - 1]) + 1, last[j - 1] + (isSame ? 0 : 1));
                if (i > 1 && j > 1 && AreSame(left[i - 1], right[j - 2]) && AreSame(left[i - 2], right[j - 1]))
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
        }

        return rows[left.Length % 3][right.Length];
    }

    private static bool AreSame(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
