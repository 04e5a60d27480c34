import { useCallback } from 'react'
import { useRevalidator } from 'react-router'
import { useWhenIdle } from './use-when-idle.ts'

/**
 * @returns how to reread the page's data once nothing is under way. What somebody sends or opens goes first: a rereading
 * that begins while the router is still finding the page that an answer leads to would take its place.
 */
export function useRereading(): () => void {
  const { revalidate } = useRevalidator()
  const whenIdle = useWhenIdle()
  return useCallback(() => void whenIdle(() => void revalidate()), [whenIdle, revalidate])
}
