namespace Cms;

/// <summary>What a verb gives back: the value it made, or the expected failure that stopped it. Never both.</summary>
public sealed class Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    /// <summary>The failure, or null when the verb succeeded.</summary>
    public Problem? Problem { get; }

    /// <summary>The value. Throws <see cref="InvalidOperationException"/> with the problem's message when the verb failed.</summary>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException(Problem.ToString());

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}

/// <summary>For verbs that give nothing back but success.</summary>
public readonly record struct Done;
